import { useCallback, useEffect, useRef, useState } from 'react'
import type { Pickup } from '../../src/contract/pickups-api.ts'
import type { ApplicationId } from '../../src/contract/portal-api.ts'
import { useAnswer } from './asking.ts'
import { usePortal } from './portal-context.ts'

/** Whoever stands before a kiosk with the phone in the hand sees soon that the code was taken. */
const LOOK_AGAIN_MS = 10_000

/**
 * The newest code of collection of an application; looks again while it is open. `onNews`: another one was made, or this one was typed, has
 * brought its paper, or is good for nothing more.
 */
export function usePickup(applicationId: ApplicationId, onNews: () => void) {
  const { server } = usePortal()
  const asked = useAnswer(useCallback(() => server.pickups({ applicationId }), [server, applicationId]))
  const { answer, refresh } = asked
  const [made, setMade] = useState<Pickup | null>(null)
  const listed = answer.step === 'here' ? answer.value.pickups : []
  // One that was made just now is there before the list is.
  const newest = made && !listed.some(({ pickupId }) => pickupId === made.pickupId) ? made : (listed[0] ?? null)
  const isOpen = newest?.state === 'open'
  useEffect(() => {
    if (!isOpen) return
    const timer = setInterval(() => document.visibilityState === 'visible' && refresh(), LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [isOpen, refresh])

  const state = newest && `${newest.pickupId} ${newest.state} ${newest.lastUsed?.at}`
  const known = useRef(state)
  useEffect(() => {
    if (known.current !== null && known.current !== state) onNews()
    known.current = state
  }, [state, onNews])
  return { asked, newest, refresh, onMade: setMade }
}
