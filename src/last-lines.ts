/** The last lines of a text, whole, in so many characters at most. Of one line that is longer its last words, behind a `…`. */
export function lastLines(text: string, charactersMax: number): string {
  if (text.length <= charactersMax) return text
  const end = text.slice(-charactersMax)
  if (text.at(-charactersMax - 1) === '\n') return end
  const line = end.indexOf('\n') + 1
  if (line > 0 && line < end.length) return end.slice(line)
  const word = end.search(/\s(?=\S)/) + 1
  return `…${end.slice(Math.max(1, word))}`
}
