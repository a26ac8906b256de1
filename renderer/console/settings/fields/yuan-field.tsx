import { Input } from 'antd'
import { useState } from 'react'
import { fenOfYuan, typedYuan } from '../../../../src/rules/money.ts'
import type { FieldProps } from './field.tsx'

/**
 * An amount, typed and shown in yuan, kept in fen. What is no amount stays in the field as it was typed, and stands in the layer as that text:
 * the schema, which wants whole fen, refuses it with words, and nothing can be saved.
 */
export function YuanField({ name, value, onChange, isDisabled }: Omit<FieldProps, 'schema'>) {
  const shown = typeof value === 'number' ? typedYuan(value) : String(value)
  const [typing, setTyping] = useState<string | null>(null)
  const isWrong = typeof value !== 'number'
  return (
    <Input
      className="settings-yuan"
      aria-label={name}
      aria-invalid={isWrong}
      status={isWrong ? 'error' : ''}
      prefix="¥"
      inputMode="decimal"
      maxLength={14}
      disabled={isDisabled}
      value={typing ?? shown}
      onChange={({ target }) => {
        setTyping(target.value)
        onChange(fenOfYuan(target.value) ?? target.value)
      }}
      // With both decimals, as it will be read on the kiosk.
      onBlur={() => setTyping(null)}
    />
  )
}
