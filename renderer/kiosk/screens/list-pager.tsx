import { Icon } from '../../ui/icons.tsx'
import { PressButton } from '../../ui/press-button.tsx'
import { useWords } from '../kiosk-context.ts'

interface ListPagerProps {
  /** From 0. */
  readonly page: number
  readonly pages: number
  readonly turn: (page: number) => void
}

/** The way through a list that is cut into pages. */
export function ListPager({ page, pages, turn }: ListPagerProps) {
  const { t } = useWords()
  return (
    <div className="pager">
      <PressButton look="plain" className="turn" disabled={page === 0} onPress={() => turn(page - 1)}>
        <Icon name="back" />
        {t('choosing.previous')}
      </PressButton>
      <span role="status">{t('choosing.page', { page: page + 1, pages })}</span>
      <PressButton look="plain" className="turn" disabled={page === pages - 1} onPress={() => turn(page + 1)}>
        {t('choosing.next')}
        <Icon name="forward" />
      </PressButton>
    </div>
  )
}
