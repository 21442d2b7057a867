"""What we talk about: frozen values, standard library only, no input or output."""
