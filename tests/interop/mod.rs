mod stackexchange;
mod tickets;
