"""A stand-in for the carrier: the REST API, signed webhooks, phones and a Senate to call.

A separate application that speaks to the rest over HTTP only, as Twilio would.
"""
