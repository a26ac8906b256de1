import { PressButton } from '../ui/press-button.tsx'
import { useAct } from './asking.ts'
import { usePortal } from './portal-context.ts'
import { TroubleNote } from './trouble-note.tsx'
import { useWords } from './words.ts'

/** Ends this login. */
export function LogOutButton() {
  const t = useWords()
  const { server, onLeft } = usePortal()
  const { isBusy, refusal, run } = useAct()
  const leave = () =>
    void run(
      () => server.logOut({}),
      ({ providerUrl }) => onLeft(providerUrl),
    )
  return (
    <>
      <PressButton look="quiet" disabled={isBusy} onPress={leave}>
        {t(isBusy ? 'you.loggingOut' : 'you.logOut')}
      </PressButton>
      <TroubleNote refusal={refusal} />
    </>
  )
}
