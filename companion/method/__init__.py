"""The craft: playbooks, figures and dates, recap composition; pure functions on the model."""
