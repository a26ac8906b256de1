import { Form, Input } from 'antd'
import { useState } from 'react'
import { type LostCardLine, PEOPLE_ROUTES } from '../../../src/contract/people-api.ts'
import { List } from '../list/list.tsx'
import { ActButton } from '../parts/act-button.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { Both, StateTag, Time } from '../parts/values.tsx'
import { useMay, useServer } from '../shell/console-context.ts'
import { inWords } from './own-refusals.ts'
import { usePeopleWords } from './words.ts'

/** Cards that the house refuses, and those that it did. */
export function CardsPage() {
  const t = usePeopleWords()
  const server = useServer(PEOPLE_ROUTES)
  const may = useMay()
  const [card, setCard] = useState('')
  const [version, setVersion] = useState(0)
  const [lost, setLost] = useState('')
  const onDone = () => setVersion(before => before + 1)
  const words = {
    'lost-already': t('refused.lostAlready'),
    'no-card-number': t('find.noCard'),
    'not-there': t('refused.notThere'),
  }
  const report = may('people-desk.block-cards') && (
    <ActButton
      label={t('cards.report')}
      will={t('cards.reportWill')}
      isDangerous
      needsReason
      isReady={lost.trim() !== ''}
      fields={
        <Form layout="vertical" component="div">
          <Form.Item label={t('find.by.card')} htmlFor="lost-card" extra={t('cards.numberHint')}>
            <Input id="lost-card" autoComplete="off" value={lost} onChange={event => setLost(event.target.value)} />
          </Form.Item>
        </Form>
      }
      act={async reason => inWords(await server.reportLostCard({ which: { card: lost }, reason }), words)}
      did={() => t('cards.reported')}
      undo={({ lostCardId }) => server.cardFound({ lostCardId })}
      onDone={onDone}
    />
  )
  return (
    <>
      <PageHead title={t('cards.title')} lead={t('cards.lead')} acts={report} />
      <Form layout="vertical" component="div" className="people-find">
        <Form.Item label={t('cards.find')} htmlFor="card-search">
          <Input
            id="card-search"
            allowClear
            autoComplete="off"
            maxLength={60}
            value={card}
            onChange={event => setCard(event.target.value)}
          />
        </Form.Item>
      </Form>
      <List<LostCardLine>
        label={t('cards.title')}
        version={`${version} ${card}`}
        ask={({ after, limit, filters }) =>
          server.lostCards({
            ...{ limit, state: stateOf(filters.state), ...(after !== undefined && { after }) },
            ...(card.trim() !== '' && { card }),
          })
        }
        rowKey={({ lostCardId }) => lostCardId}
        empty={t('cards.none')}
        filters={[
          {
            ...{ kind: 'choice', key: 'state', label: t('cards.state') },
            options: (['lost', 'found', 'all'] as const).map(value => ({ value, label: t(`cards.states.${value}`) })),
          },
        ]}
        columns={[
          { key: 'card', title: t('cards.card'), show: row => row.cardMasked ?? t('written.allCards') },
          {
            key: 'person',
            title: t('cards.person'),
            show: ({ person }) =>
              person === null ? (
                t('cards.nobody')
              ) : (
                <>
                  <Both text={person.nameMasked} /> {person.numberMasked}
                </>
              ),
          },
          { key: 'reason', title: t('cards.reason'), show: ({ reason }) => reason },
          { key: 'at', title: t('cards.at'), show: ({ reportedAt }) => <Time iso={reportedAt} /> },
          { key: 'by', title: t('cards.by'), show: ({ reportedBy }) => reportedBy },
          {
            key: 'state',
            title: t('cards.state'),
            show: row => (
              <StateTag tone={row.foundAt === null ? 'stop' : 'plain'}>
                {t(row.foundAt === null ? 'cards.states.lost' : 'cards.states.found')}
              </StateTag>
            ),
          },
          {
            key: 'act',
            title: t('cards.act'),
            show: row =>
              row.foundAt === null &&
              may('people-desk.block-cards') && (
                <ActButton
                  label={t('end.card')}
                  will={t('end.cardWill')}
                  act={async () => inWords(await server.cardFound({ lostCardId: row.lostCardId }), words)}
                  did={() => t('end.did')}
                  onDone={onDone}
                />
              ),
          },
        ]}
      />
    </>
  )
}

const stateOf = (said: string | undefined): 'lost' | 'found' | 'all' =>
  said === 'found' || said === 'all' ? said : 'lost'
