import { type ReactNode, useState } from 'react'
import type { Result } from '../../src/result.ts'
import { PressButton } from '../ui/press-button.tsx'
import type { Refusal } from '../web/route-client.ts'
import { useAct } from './asking.ts'
import { SureKeys } from './sure-keys.tsx'

/** Something that ends only once its person has said so twice. */
export function useEnding(end: () => Promise<Result<unknown, Refusal>>, onEnded: () => void) {
  const [isAsking, setIsAsking] = useState(false)
  const { isBusy, refusal, run } = useAct()
  return {
    ...{ isAsking, isBusy, refusal, run },
    ask: () => setIsAsking(true),
    keep: () => setIsAsking(false),
    end: () =>
      void run(end, () => {
        setIsAsking(false)
        onEnded()
      }),
  }
}

export interface EndingKeysProps {
  readonly ending: ReturnType<typeof useEnding>
  readonly words: { readonly end: string; readonly no: string; readonly yes: string }
  readonly className?: string
  /** While something else is under way. */
  readonly isHeld?: boolean
  /** What else may be done, beside the ending. */
  readonly before?: ReactNode
  readonly after?: ReactNode
}

/** The key that ends it, and in its place whether the person means it. */
export function EndingKeys({ ending, words, className = 'row-keys', isHeld, before, after }: EndingKeysProps) {
  const { isAsking, isBusy, ask, keep, end } = ending
  if (isAsking) return <SureKeys {...{ className, isBusy, no: words.no, yes: words.yes }} onNo={keep} onYes={end} />
  return (
    <span className={className}>
      {before}
      <PressButton look="quiet" disabled={isHeld ?? isBusy} onPress={ask}>
        {words.end}
      </PressButton>
      {after}
    </span>
  )
}
