/** Whether a parameter is there once, and has this value. */
export function hasOnly(query: URLSearchParams, name: string, value: string): boolean {
  const given = query.getAll(name)
  return given.length === 1 && given[0] === value
}
