// Phones worth trying, and the ZIP and the language that each would text.

export const SUGGESTIONS = [
  { number: "+15415550121", label: "ZIP in two states", state: "OR", zip: "97635" },
  { number: "+17875550123", label: "Puerto Rico", state: "PR", zip: "00901" },
  { number: "+19155550164", label: "Habla español", state: "TX", zip: "79901", language: "es" },
  { number: "+442079460018", label: "London", state: "", zip: "SW1A 1AA" },
];

const FIRST_ZIP = { VT: "05401", DC: "20001", NY: "10001", CA: "90012", TX: "78701", IL: "60601" };

function suggested(phone) {
  return SUGGESTIONS.find((each) => each.number === phone.number);
}

export function zipOf(phone) {
  return suggested(phone)?.zip ?? FIRST_ZIP[phone.state] ?? "05401";
}

export function languageOf(phone) {
  return suggested(phone)?.language ?? "en";
}
