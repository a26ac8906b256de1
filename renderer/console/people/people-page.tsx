import { Alert, Button, Empty, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { type FoundPerson, PEOPLE_ROUTES } from '../../../src/contract/people-api.ts'
import type { Refusal } from '../../web/route-client.ts'
import { PageHead } from '../parts/page-head.tsx'
import { Both } from '../parts/values.tsx'
import { useConsole, useServer } from '../shell/console-context.ts'
import { Trouble } from '../shell/trouble.tsx'
import { choosePerson } from './chosen-person.ts'
import { inWords } from './own-refusals.ts'
import { usePeopleWords } from './words.ts'

const WAYS = ['number', 'name', 'card'] as const
type Way = (typeof WAYS)[number]
interface Found {
  readonly people: readonly FoundPerson[]
  readonly hasMore: boolean
}

/** Where staff look for somebody: by number, name or card, masked. */
export function PeoplePage() {
  const t = usePeopleWords()
  const server = useServer(PEOPLE_ROUTES)
  const [by, setBy] = useState<Way>('number')
  const [search, setSearch] = useState('')
  const [found, setFound] = useState<Found | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isBusy, setBusy] = useState(false)
  const find = async () => {
    setBusy(true)
    const answer = inWords(await server.findPeople({ by, search }), {
      'name-too-short': t('find.tooShort'),
      'no-card-number': t('find.noCard'),
    })
    setBusy(false)
    setRefusal(answer.ok ? null : answer.error)
    setFound(answer.ok ? answer.value : null)
  }
  return (
    <>
      <PageHead title={t('find.title')} lead={t('find.lead')} />
      <Form className="people-find" onFinish={() => void find()} layout="vertical">
        <Radio.Group
          className="people-ways"
          options={WAYS.map(value => ({ value, label: t(`find.by.${value}`) }))}
          value={by}
          onChange={event => setBy(event.target.value as Way)}
          aria-label={t('find.by.label')}
        />
        <Form.Item label={t(`find.by.${by}`)} htmlFor="people-search">
          <Input
            id="people-search"
            value={search}
            maxLength={100}
            autoComplete="off"
            autoFocus
            onChange={event => setSearch(event.target.value)}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={isBusy} disabled={search.trim() === ''}>
          {t('find.go')}
        </Button>
      </Form>
      {refusal && <Trouble refusal={refusal} onAgain={() => void find()} />}
      {found && found.people.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('find.none')} />
      )}
      {found && found.people.length > 0 && <Hits people={found.people} />}
      {found?.hasMore && <Alert type="info" showIcon title={t('find.more')} />}
    </>
  )
}

function Hits({ people }: { readonly people: readonly FoundPerson[] }) {
  const t = usePeopleWords()
  const { goTo } = useConsole()
  return (
    <ul className="ways people-hits" aria-label={t('find.hits')}>
      {people.map(person => (
        <li key={person.personId}>
          <button
            type="button"
            onClick={() => goTo({ path: 'people/one', query: { who: choosePerson(person.personId) } })}
          >
            <strong>
              <Both text={person.nameMasked} />
            </strong>
            <span className="number">{person.numberMasked}</span>
            <span>
              <Both text={person.college} />
            </span>
            <span>
              {t(`group.${person.group}`)} · {t(`status.${person.status}`)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
