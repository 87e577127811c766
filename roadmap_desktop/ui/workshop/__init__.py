"""What is projected: text of the content pack alone, never a word that was typed."""
