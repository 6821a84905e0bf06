"""Whom the tests know, and the number of ours that they text and call."""

from service.adapters.phone_numbers import PhoneNumbers

OURS = "+12025550154"
VERMONTER = PhoneNumbers().read("+18025550142")
TEXAN = PhoneNumbers().read("+15125550177")
LONDONER = PhoneNumbers().read("+442071838750")
