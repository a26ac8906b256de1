import { ApplicationScreen } from './application-screen.tsx'
import { ApplyScreen } from './apply-screen.tsx'
import { ContactScreen } from './contact-screen.tsx'
import { EnquiryScreen } from './enquiry-screen.tsx'
import { ErasureScreen } from './erasure-screen.tsx'
import { ErrandsScreen } from './errands-screen.tsx'
import { LooksScreen } from './looks-screen.tsx'
import { MyDataScreen } from './my-data-screen.tsx'
import { NoticeScreen } from './notice-screen.tsx'
import { usePortal } from './portal-context.ts'
import { RecordScreen } from './record-screen.tsx'
import { RecordsScreen } from './records-screen.tsx'
import { RegisterScreen } from './register-screen.tsx'
import { SessionsScreen } from './sessions-screen.tsx'
import { WrongHere } from './wrong-here.tsx'
import { WrongScreen } from './wrong-screen.tsx'

/** The screen that the address names. */
export function Screen() {
  const { place, me } = usePortal()
  switch (place.screen) {
    case 'apply':
      return <ApplyScreen />
    case 'application':
      return <ApplicationScreen key={place.applicationId} applicationId={place.applicationId} />
    case 'wrong':
      return <WrongScreen key={place.applicationId} applicationId={place.applicationId} />
    case 'wrong-in':
      return <WrongHere kind={place.kind} edition={place.edition} />
    case 'contact':
      return <ContactScreen />
    case 'contact-about':
      return <ContactScreen key={place.applicationId} applicationId={place.applicationId} />
    case 'enquiry':
      return <EnquiryScreen key={place.enquiryId} enquiryId={place.enquiryId} />
    case 'record':
      return <RecordScreen key={place.recordId} recordId={place.recordId} />
    case 'records':
      return <RecordsScreen />
    case 'my-data':
      return <MyDataScreen />
    case 'looks':
      return <LooksScreen />
    case 'notice':
      return <NoticeScreen />
    case 'erasure':
      return <ErasureScreen />
    case 'errands':
      return <ErrandsScreen />
    case 'sessions':
      return <SessionsScreen />
    case 'register':
      return me && <RegisterScreen me={me} />
  }
}
