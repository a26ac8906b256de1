import { Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import type { CaseActOffer } from '../../../src/contract/cases-desk-api.ts'
import { useCasesWords } from './words.ts'

/** What is typed with an act. */
export interface ActSaid {
  readonly reason: string
  readonly reference: string
  readonly yuan: string
  readonly copies: number
  readonly bank: string
  readonly cardNumber: string
  readonly holderName: string
}

const NOTHING: ActSaid = { reason: '', reference: '', yuan: '', copies: 1, bank: '', cardNumber: '', holderName: '' }

export const useActSaid = () => useState<ActSaid>(NOTHING)

/** Fen of an amount with both digits; undefined of one that was left empty, null of one that is none. */
export function fenOf(yuan: string): number | undefined | null {
  if (yuan.trim() === '') return undefined
  const [, whole, part] = /^¥?(\d{1,6})\.(\d{2})$/.exec(yuan.trim().normalize('NFKC')) ?? []
  return whole === undefined || part === undefined ? null : Number(whole) * 100 + Number(part)
}

/** The card as it is sent; undefined where none is typed. */
export const cardOf = ({ bank, cardNumber, holderName }: ActSaid) =>
  cardNumber.trim() === '' ? undefined : { bank, number: cardNumber, holderName }

/** Whether all is typed that an act needs. The server judges it. */
export const isFilled = (offer: Omit<CaseActOffer, 'act' | 'title' | 'says'>, said: ActSaid): boolean =>
  (!offer.needsReason || said.reason.trim() !== '') &&
  (!offer.takesReference || said.reference.trim() !== '') &&
  fenOf(said.yuan) !== null &&
  (offer.amount !== 'must' || said.yuan.trim() !== '') &&
  (!offer.takesCard || (said.bank.trim() !== '' && said.cardNumber.trim() !== '' && said.holderName.trim() !== ''))

/** The fields of an act. */
export function ActFields({
  offer,
  said,
  onSay,
}: {
  readonly offer: Omit<CaseActOffer, 'act' | 'title' | 'says'>
  readonly said: ActSaid
  readonly onSay: (said: ActSaid) => void
}) {
  const t = useCasesWords()
  const say = (part: Partial<ActSaid>) => onSay({ ...said, ...part })
  const isAmountWrong = fenOf(said.yuan) === null
  return (
    <Form layout="vertical" component="div">
      {offer.amount !== 'no' && (
        <Form.Item
          label={t('act.amount')}
          htmlFor="case-amount"
          required={offer.amount === 'must'}
          validateStatus={isAmountWrong ? 'error' : ''}
          extra={isAmountWrong ? t('act.amountWrong') : offer.amount === 'may' ? t('act.amountHint') : undefined}
        >
          <Input
            id="case-amount"
            inputMode="decimal"
            maxLength={12}
            value={said.yuan}
            onChange={event => say({ yuan: event.target.value })}
          />
        </Form.Item>
      )}
      {offer.takesCopies && (
        <Form.Item label={t('act.copies')} htmlFor="case-copies">
          <InputNumber
            id="case-copies"
            min={1}
            max={99}
            value={said.copies}
            onChange={copies => say({ copies: copies ?? 1 })}
          />
        </Form.Item>
      )}
      {offer.takesReference && (
        <Form.Item label={t('act.reference')} htmlFor="case-reference" required>
          <Input
            id="case-reference"
            maxLength={64}
            value={said.reference}
            onChange={event => say({ reference: event.target.value })}
          />
        </Form.Item>
      )}
      {offer.takesCard &&
        (['bank', 'cardNumber', 'holderName'] as const).map(field => (
          <Form.Item
            key={field}
            label={t(field === 'holderName' ? 'act.holder' : `act.${field}`)}
            htmlFor={`case-${field}`}
            required
            extra={field === 'cardNumber' ? t('act.cardHint') : undefined}
          >
            <Input
              id={`case-${field}`}
              autoComplete="off"
              maxLength={60}
              value={said[field]}
              onChange={event => say({ [field]: event.target.value })}
            />
          </Form.Item>
        ))}
      <Form.Item
        label={t('act.reason')}
        htmlFor="case-reason"
        required={offer.needsReason}
        extra={offer.needsReason || offer.amount === 'no' ? t('act.reasonHint') : t('act.reasonForPart')}
      >
        <Input.TextArea
          id="case-reason"
          rows={2}
          maxLength={500}
          value={said.reason}
          onChange={event => say({ reason: event.target.value })}
        />
      </Form.Item>
    </Form>
  )
}
