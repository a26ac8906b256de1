import { Form, Input, Select } from 'antd'
import { useState } from 'react'
import {
  PRIVACY_ROUTES,
  REQUEST_CHANNELS,
  REQUEST_KINDS,
  WHO_CHARACTERS_MAX,
} from '../../../src/contract/privacy-api.ts'
import { wallDay } from '../../../src/rules/wall-time.ts'
import { ActButton } from '../parts/act-button.tsx'
import { inWords } from '../people/own-refusals.ts'
import { useConsole, useServer } from '../shell/console-context.ts'
import { usePrivacyWords } from './words.ts'

/** Writes down what came on paper, by mail, by telephone or at a counter. */
export function EnterRequest({ onDone }: { readonly onDone: () => void }) {
  const t = usePrivacyWords()
  const server = useServer(PRIVACY_ROUTES)
  const { timeZone } = useConsole().start.house
  const [kind, setKind] = useState<(typeof REQUEST_KINDS)[number]>('access')
  const [channel, setChannel] = useState<(typeof REQUEST_CHANNELS)[number]>('paper')
  const [receivedOn, setReceivedOn] = useState(() => wallDay(Date.now(), timeZone))
  const [who, setWho] = useState('')
  return (
    <ActButton
      isPrimary
      label={t('enter.label')}
      will={t('enter.will')}
      isReady={who.trim() !== '' && receivedOn !== ''}
      fields={
        <Form layout="vertical" component="div">
          <Form.Item label={t('enter.kind')} htmlFor="request-kind">
            <Select
              id="request-kind"
              value={kind}
              onChange={setKind}
              options={REQUEST_KINDS.map(value => ({ value, label: t(`kinds.${value}`) }))}
            />
          </Form.Item>
          <Form.Item label={t('enter.channel')} htmlFor="request-channel">
            <Select
              id="request-channel"
              value={channel}
              onChange={setChannel}
              options={REQUEST_CHANNELS.map(value => ({ value, label: t(`channels.${value}`) }))}
            />
          </Form.Item>
          <Form.Item label={t('enter.received')} htmlFor="request-received" extra={t('clock.hint')} required>
            <Input
              id="request-received"
              type="date"
              value={receivedOn}
              max={wallDay(Date.now(), timeZone)}
              onChange={event => setReceivedOn(event.target.value)}
            />
          </Form.Item>
          <Form.Item label={t('enter.who')} htmlFor="request-who" extra={t('enter.whoHint')} required>
            <Input.TextArea
              id="request-who"
              rows={2}
              maxLength={WHO_CHARACTERS_MAX}
              value={who}
              onChange={event => setWho(event.target.value)}
            />
          </Form.Item>
        </Form>
      }
      act={async () =>
        inWords(await server.enterPrivacyRequest({ kind, channel, receivedOn, who }), {
          'day-wrong': t('act.dayWrong'),
          'who-missing': t('act.whoMissing'),
        })
      }
      did={({ number, dueOn }) => t('enter.did', { number, day: dueOn })}
      onDone={() => {
        setWho('')
        onDone()
      }}
    />
  )
}
