/**
 * Whom somebody is looking at, for as long as this tab is there: a person's key in the university's data stands in no address, so that it
 * stands in no log and in no history. An address of before leads to the look-up.
 */
const NAME = 'console-person'

/** Keeps whom, and gives what stands in the address. */
export function choosePerson(personId: string): string {
  const handle = crypto.randomUUID()
  sessionStorage.setItem(`${NAME}-${handle}`, personId)
  return handle
}

/** Null where this tab does not know. */
export const chosenPerson = (handle: string): string | null => sessionStorage.getItem(`${NAME}-${handle}`)
