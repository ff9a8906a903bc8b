DROP TABLE inbound_seen;
DROP TABLE delivery_tries;
DROP TABLE deliveries;
DROP TABLE hand_overs;
DROP TABLE ticket_systems;
