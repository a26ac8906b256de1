import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { ActProps } from './act.ts'
import { ActDialog } from './act-dialog.tsx'

export interface ActButtonProps<Done> extends ActProps<Done> {
  /** What takes something away, or cannot be taken back. */
  readonly isDangerous?: boolean
  readonly isPrimary?: boolean
  readonly icon?: ReactNode
  readonly isDisabled?: boolean
}

/** A button for an act: it says what it will do before, and what it did after. */
export function ActButton<Done>({
  isDangerous = false,
  isPrimary = false,
  icon,
  isDisabled = false,
  ...act
}: ActButtonProps<Done>) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        danger={isDangerous}
        type={isPrimary ? 'primary' : 'default'}
        icon={icon}
        disabled={isDisabled}
        onClick={() => setOpen(true)}
      >
        {act.label}
      </Button>
      {isOpen && <ActDialog {...act} isDangerous={isDangerous} onClose={() => setOpen(false)} />}
    </>
  )
}
