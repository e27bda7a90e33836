"""The pages that the window stacks: one whole screen each."""
