import { useCallback, useEffect, useState } from 'react'
import type { Place } from './place.ts'
import type { PortalServer } from './server.ts'

/** How much offices have said that was not read; asked anew with every screen, and whenever something of it was. */
export function useUnread(server: PortalServer, mayAsk: boolean, place: Place): [number, () => void] {
  const [unread, setUnread] = useState(0)
  const ask = useCallback(async () => {
    const answer = await server.enquiries({})
    // Nobody is told that this failed: the list itself says so where it is wanted.
    if (answer.ok) setUnread(answer.value.unread)
  }, [server])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another screen is when it is asked anew
  useEffect(() => {
    if (mayAsk) void ask()
  }, [ask, mayAsk, place])
  return [mayAsk ? unread : 0, () => void ask()]
}
