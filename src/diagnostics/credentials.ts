/**
 * A text in which whoever is named before the host of an address is blotted out, character by character: what is
 * refused for the credential that it holds must not carry it into the log of a CI.
 *
 * @example withoutCredentials("https://elastic:hunter2@es.example") // "https://***************@es.example"
 */
export function withoutCredentials(text: string): string {
  return text.replace(/(?<=:\/\/)[^\s/?#"'`\\@]+(?=@)/g, (credential) => "*".repeat(credential.length));
}
