"""The craft: playbooks, wording of figures and dates, recap composition; pure functions on the model."""
