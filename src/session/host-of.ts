/** What stands between the scheme and the path of an address, with the port, as a phone shows it. */
export function hostOf(url: string): string {
  return /^[a-z]+:\/\/([^/?#]+)/i.exec(url)?.[1] ?? url
}
