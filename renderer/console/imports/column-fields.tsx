import { Button, Card, Form, Select } from 'antd'
import { useState } from 'react'
import {
  COLUMNS_OF_LIST,
  type ListColumnName,
  type ListKind,
  PEOPLE_LISTS_ROUTES,
} from '../../../src/contract/people-lists-api.ts'
import { knownColumns } from '../../../src/rules/list-columns.ts'
import { LIST_COLUMN_WORDS } from '../../../src/words/list-words.ts'
import type { Refusal } from '../../web/route-client.ts'
import { inWords } from '../people/own-refusals.ts'
import { useServer } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { Trouble } from '../shell/trouble.tsx'
import { useImportWords } from './words.ts'

/** Which column of a file is which, where its headings do not say it. */
export function ColumnFields({
  listId,
  kind,
  heading,
  onDone,
}: {
  readonly listId: string
  readonly kind: ListKind
  readonly heading: readonly string[]
  readonly onDone: () => void
}) {
  const t = useImportWords()
  const text = useText()
  const server = useServer(PEOPLE_LISTS_ROUTES)
  const [places, setPlaces] = useState<Partial<Record<ListColumnName, number>>>(() => knownColumns(kind, heading))
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const { needed, also } = COLUMNS_OF_LIST[kind]
  const columns = Object.fromEntries(Object.entries(places).filter(([, at]) => at >= 0))
  const used = Object.values(columns)
  const isReady = needed.every(name => columns[name] !== undefined) && new Set(used).size === used.length
  const go = async () => {
    const words = { 'not-waiting': t('refused.notWaiting'), 'not-there': t('gone'), 'column-missing': t('map.missing') }
    const answer = inWords(await server.nameColumns({ listId, columns }), words)
    setRefusal(answer.ok ? null : answer.error)
    if (answer.ok) onDone()
  }
  const options = heading.map((cell, value) => ({ value, label: cell || t('map.unnamed', { at: value + 1 }) }))
  return (
    <Card title={t('map.title')} className="people-part">
      <p>{t('map.lead')}</p>
      <Form layout="vertical" component="div" className="list-columns">
        {[...needed, ...also].map(name => (
          <Form.Item
            key={name}
            label={text(LIST_COLUMN_WORDS[name])}
            htmlFor={`column-${name}`}
            required={needed.includes(name)}
          >
            <Select
              id={`column-${name}`}
              value={places[name] ?? null}
              options={also.includes(name) ? [{ value: -1, label: t('map.none') }, ...options] : options}
              onChange={(at: number) => setPlaces(before => ({ ...before, [name]: at }))}
            />
          </Form.Item>
        ))}
      </Form>
      {!isReady && <p className="soft">{t('map.missing')}</p>}
      {refusal && <Trouble refusal={refusal} />}
      <Button type="primary" disabled={!isReady} onClick={() => void go()}>
        {t('map.go')}
      </Button>
    </Card>
  )
}
