"""The numerical reference: Llama in numpy on a package's packed weights, independent of TVM."""
