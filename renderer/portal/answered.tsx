import type { ReactNode } from 'react'
import type { Asked } from './asking.ts'
import { TroubleNote } from './trouble-note.tsx'
import { Working } from './working.tsx'

export interface AnsweredProps<T> {
  readonly asked: Asked<T>
  /** What is waited for. */
  readonly what: string
  /** Names the screen until then, where all of it is waited for. */
  readonly title?: string
  readonly children: (value: T) => ReactNode
}

/** What was asked for, once it is there; until then that it is waited for, or why it did not come. */
export function Answered<T>({ asked: { answer, again }, what, title, children }: AnsweredProps<T>) {
  if (answer.step === 'here') return children(answer.value)
  return (
    <>
      {title && <h1 className="visually-hidden">{title}</h1>}
      {answer.step === 'awaited' ? <Working what={what} /> : <TroubleNote refusal={answer.refusal} onAgain={again} />}
    </>
  )
}
