"""The reader `llm`: a language model behind an endpoint, believed in nothing that it does not quote."""
