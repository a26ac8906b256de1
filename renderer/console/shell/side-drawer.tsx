import CloseOutlined from '@ant-design/icons/CloseOutlined'
import { useEffect, useRef } from 'react'
import { Brand, SideMenu } from './side-menu.tsx'
import { useShellWords } from './words.ts'

/** The menu where there is no room beside the page: over it, until a page is chosen, Escape is pressed or the page beside it is touched. */
export function SideDrawer({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const t = useShellWords()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (isOpen) dialog.current?.showModal()
    else dialog.current?.close()
  }, [isOpen])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a dialog of the browser closes on Escape by itself.
    <dialog
      ref={dialog}
      className="side-drawer"
      aria-label={t('menu')}
      onClose={onClose}
      onClick={event => event.target === dialog.current && onClose()}
    >
      <div className="side">
        <div className="side-drawer-head">
          <Brand />
          <button type="button" aria-label={t('closeMenu')} onClick={onClose}>
            <CloseOutlined aria-hidden />
          </button>
        </div>
        {isOpen && <SideMenu />}
      </div>
    </dialog>
  )
}
