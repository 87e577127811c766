"""What is asked: areas of function, key elements, stages, prompts, resources and glossary."""
