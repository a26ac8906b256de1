import AccountBookOutlined from '@ant-design/icons/AccountBookOutlined'
import ApartmentOutlined from '@ant-design/icons/ApartmentOutlined'
import AuditOutlined from '@ant-design/icons/AuditOutlined'
import BarChartOutlined from '@ant-design/icons/BarChartOutlined'
import CheckSquareOutlined from '@ant-design/icons/CheckSquareOutlined'
import DashboardOutlined from '@ant-design/icons/DashboardOutlined'
import FileProtectOutlined from '@ant-design/icons/FileProtectOutlined'
import IdcardOutlined from '@ant-design/icons/IdcardOutlined'
import ImportOutlined from '@ant-design/icons/ImportOutlined'
import InboxOutlined from '@ant-design/icons/InboxOutlined'
import MessageOutlined from '@ant-design/icons/MessageOutlined'
import PrinterOutlined from '@ant-design/icons/PrinterOutlined'
import ProfileOutlined from '@ant-design/icons/ProfileOutlined'
import ReconciliationOutlined from '@ant-design/icons/ReconciliationOutlined'
import SafetyOutlined from '@ant-design/icons/SafetyOutlined'
import SettingOutlined from '@ant-design/icons/SettingOutlined'
import SolutionOutlined from '@ant-design/icons/SolutionOutlined'
import SwitcherOutlined from '@ant-design/icons/SwitcherOutlined'
import TeamOutlined from '@ant-design/icons/TeamOutlined'
import WalletOutlined from '@ant-design/icons/WalletOutlined'
import WarningOutlined from '@ant-design/icons/WarningOutlined'
import type { ComponentType } from 'react'

/** The pictures of the menu, each by what it stands for. */
export const ICONS = {
  overview: DashboardOutlined,
  terminals: PrinterOutlined,
  sites: ApartmentOutlined,
  settings: SettingOutlined,
  alarms: WarningOutlined,
  documents: FileProtectOutlined,
  batches: SwitcherOutlined,
  kinds: ProfileOutlined,
  people: SolutionOutlined,
  cards: IdcardOutlined,
  lists: ImportOutlined,
  orders: WalletOutlined,
  cases: InboxOutlined,
  complaints: MessageOutlined,
  bills: ReconciliationOutlined,
  books: AccountBookOutlined,
  reports: BarChartOutlined,
  staff: TeamOutlined,
  proposals: CheckSquareOutlined,
  audit: AuditOutlined,
  privacy: SafetyOutlined,
} as const satisfies Readonly<Record<string, ComponentType>>

export type IconName = keyof typeof ICONS
