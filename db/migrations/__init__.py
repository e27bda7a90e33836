"""The schema steps: a released one is never changed again, a change is a step of its own."""
