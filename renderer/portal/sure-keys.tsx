import { PressButton } from '../ui/press-button.tsx'

export interface SureKeysProps {
  readonly className?: string
  readonly isBusy: boolean
  readonly no: string
  readonly yes: string
  readonly onNo: () => void
  readonly onYes: () => void
}

/** Whether the person means it. Where the first button was is the harmless one: a bouncing finger ends nothing. */
export function SureKeys({ className = 'row-keys', isBusy, no, yes, onNo, onYes }: SureKeysProps) {
  return (
    <span className={className}>
      <PressButton look="quiet" disabled={isBusy} onPress={onNo}>
        {no}
      </PressButton>
      <PressButton look="ghost" disabled={isBusy} onPress={onYes}>
        {yes}
      </PressButton>
    </span>
  )
}
