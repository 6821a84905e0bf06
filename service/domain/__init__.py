"""The rules of the product, in pure Python: values in, values out, no input or output."""
