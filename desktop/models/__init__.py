"""What tables and lists show: rows by number, answered from what the desk read."""
