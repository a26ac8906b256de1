import { Form, Input, Radio } from 'antd'
import { useId, useState } from 'react'
import { FLEET_ROUTES, type FleetTerminal } from '../../../src/contract/fleet-api.ts'
import { both } from '../../../src/contract/texts.ts'
import { ActButton } from '../parts/act-button.tsx'
import { useServer } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { useFleetWords } from './words.ts'

/** What is said oftenest; visitors read both halves. */
const REASONS = {
  paper: both('正在补充纸张或碳粉', 'Paper or toner is being filled up'),
  repair: both('正在维修', 'Being repaired'),
  service: both('正在保养', 'Being serviced'),
  moved: both('正在搬迁', 'Being moved'),
} as const
type ReasonName = keyof typeof REASONS

const REASON_MAX = 120

/** Takes a terminal out of service, with a reason that visitors read. */
export function TakeOutButton({
  terminalId,
  onDone,
}: Pick<FleetTerminal, 'terminalId'> & { readonly onDone: () => void }) {
  const t = useFleetWords()
  const text = useText()
  const id = useId()
  const server = useServer(FLEET_ROUTES)
  const [chosen, setChosen] = useState<ReasonName | 'own'>('repair')
  const [own, setOwn] = useState({ zh: '', en: '' })
  const [until, setUntil] = useState('')
  const reason = chosen === 'own' ? own : REASONS[chosen]
  const ownField = (language: 'zh' | 'en') => (
    <Form.Item label={t(`out.${language}`)} htmlFor={`${id}-${language}`} required>
      <Input
        id={`${id}-${language}`}
        lang={language === 'zh' ? 'zh-CN' : 'en'}
        maxLength={REASON_MAX}
        value={own[language]}
        onChange={({ target }) => setOwn({ ...own, [language]: target.value })}
      />
    </Form.Item>
  )
  return (
    <ActButton
      label={t('out.label')}
      isDangerous
      will={t('out.will')}
      isReady={reason.zh.trim() !== '' && reason.en.trim() !== ''}
      fields={
        <Form layout="vertical" component="div">
          <Form.Item label={t('out.reason')} required>
            <Radio.Group
              className="stacked"
              aria-label={t('out.reason')}
              value={chosen}
              onChange={({ target }) => setChosen(target.value as ReasonName | 'own')}
              options={[
                ...(Object.keys(REASONS) as ReasonName[]).map(value => ({ value, label: text(REASONS[value]) })),
                { value: 'own', label: t('out.own') },
              ]}
            />
          </Form.Item>
          {chosen === 'own' && ownField('zh')}
          {chosen === 'own' && ownField('en')}
          <Form.Item label={t('out.until')} htmlFor={`${id}-until`} extra={t('out.untilHint')}>
            <Input
              id={`${id}-until`}
              type="datetime-local"
              value={until}
              onChange={({ target }) => setUntil(target.value)}
            />
          </Form.Item>
        </Form>
      }
      act={() => server.takeFleetTerminalOut({ terminalId, reason, until: isoOf(until) })}
      undo={() => server.bringFleetTerminalBack({ terminalId })}
      did={() => t('out.did')}
      onDone={onDone}
    />
  )
}

/** The moment that a field of the browser shows; null for none. */
function isoOf(field: string): string | null {
  const ms = Date.parse(field)
  return Number.isNaN(ms) ? null : new Date(ms).toISOString()
}
