"""How the trained models are made: data to labels, labels to weights, weights to a file that ONNX Runtime reads."""
