import { Spin } from 'antd'
import type { ReactNode } from 'react'
import { Trouble } from '../shell/trouble.tsx'
import type { Answer } from './use-answer.ts'
import { usePartWords } from './words.ts'

/** Draws an answer, or that it is awaited, or why there is none. A later failure stands above the answer of before. */
export function Answered<Value>({
  answer: { value, refusal, again },
  children,
}: {
  readonly answer: Answer<Value>
  readonly children: (value: Value) => ReactNode
}) {
  const t = usePartWords()
  return (
    <>
      {refusal && <Trouble refusal={refusal} onAgain={() => void again()} />}
      {value !== null ? children(value) : refusal === null && <Spin className="opening" description={t('loading')} />}
    </>
  )
}
