import { useCallback, useEffect, useRef, useState } from 'react'
import { MOST_ROWS, type PageOf, USUAL_ROWS } from '../../../src/contract/paging.ts'
import type { Refusal } from '../../web/route-client.ts'
import type { AskList, ListInput } from './list-parts.ts'

/** So many rows are saved at most: more are asked of the database itself. */
const MOST_SAVED = 20_000

export interface Rows<Row> {
  readonly rows: readonly Row[]
  readonly hasMore: boolean
  readonly isBusy: boolean
  readonly refusal: Refusal | null
  readonly more: () => void
  readonly again: () => void
  /** Every row that fits, with how far it is; stops at a number that is too large. Null when it failed. */
  readonly all: (tell: (count: number) => void) => Promise<{ rows: readonly Row[]; isCut: boolean } | null>
}

/** The rows that fit what is asked for, part by part. An answer to what is no longer asked for is dropped. */
export function useRows<Row>(
  ask: AskList<Row>,
  wish: Pick<ListInput, 'search' | 'filters'>,
  version: unknown,
): Rows<Row> {
  const [rows, setRows] = useState<readonly Row[]>([])
  const [next, setNext] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(true)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const turn = useRef(0)
  const asking = useRef(ask)
  asking.current = ask
  const said = JSON.stringify([wish.search ?? '', wish.filters])

  const bring = useCallback(
    async (after: string | null) => {
      turn.current += 1
      const own = turn.current
      setBusy(true)
      setRefusal(null)
      const answer = await asking.current(inputOf(said, after, USUAL_ROWS))
      if (own !== turn.current) return
      setBusy(false)
      if (!answer.ok) return setRefusal(answer.error)
      setNext(answer.value.next)
      setRows(before => (after === null ? answer.value.rows : [...before, ...answer.value.rows]))
    },
    [said],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version is another list.
  useEffect(() => void bring(null), [bring, version])

  const all: Rows<Row>['all'] = async tell => {
    const found: Row[] = []
    let after: string | null = null
    do {
      const answer: { ok: boolean; value?: PageOf<Row> } = await asking.current(inputOf(said, after, MOST_ROWS))
      if (!answer.ok || !answer.value) return null
      found.push(...answer.value.rows)
      tell(found.length)
      after = answer.value.next
    } while (after !== null && found.length < MOST_SAVED)
    return { rows: found, isCut: after !== null }
  }
  return {
    ...{ rows, hasMore: next !== null, isBusy, refusal, all },
    more: () => {
      if (next !== null && !isBusy) void bring(next)
    },
    again: () => void bring(rows.length > 0 && next !== null ? next : null),
  }
}

function inputOf(said: string, after: string | null, limit: number): ListInput {
  const [search, filters] = JSON.parse(said) as [string, ListInput['filters']]
  return { limit, filters, ...(search !== '' && { search }), ...(after !== null && { after }) }
}
