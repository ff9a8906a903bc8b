mod stackexchange;
