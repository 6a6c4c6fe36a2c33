//! Every paper as Document > Section > Block.
