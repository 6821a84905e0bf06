"""What the use cases need of the outside world. Twilio's, SQL's and Redis's words stop here."""
