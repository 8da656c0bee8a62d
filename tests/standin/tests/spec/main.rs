mod account;
mod client;
mod faults;
mod proxy;
mod queue;
mod reads;
mod serving;
mod writes;
