import { lazy, Suspense } from 'react';
import { Action, may } from '@resto360/domain';
import { hasEmoji } from '../shell/emoji.ts';
import { InboxBadge } from '../shell/inbox-badge.tsx';
import { NewMatters } from '../shell/new-matters.tsx';
import { TopBar } from '../shell/top-bar.tsx';
import type { Person } from '../staff/staff-session.ts';
import { useSpeech } from '../words/words.tsx';
import { DevicesPage } from './devices-page.tsx';
import { FloorPage } from './floor-page.tsx';
import { MenuPage } from './menu-page.tsx';
import { OFFICE_PAGES, officeAddress, useOfficePage, type OfficePage } from './office-route.ts';
import { OwnTakings } from './own-takings.tsx';
import { SavingProvider } from './saving.tsx';
import { StaffPage } from './staff-page.tsx';
import { TodayPage } from './today-page.tsx';
import '../style/office.css';

// Loaded with what it decides when somebody opens it; the service worker has it on a dead line too.
const InboxPage = lazy(async () => ({ default: (await import('../inbox/inbox-parts.ts')).InboxPage }));

const PaymentsPage = lazy(async () => ({ default: (await import('../inbox/inbox-parts.ts')).PaymentsPage }));

const SIGNS: Readonly<Record<OfficePage, string>> = {
  today: '📊',
  payments: '💸',
  inbox: '📥',
  menu: '🍽️',
  floor: '🪑',
  staff: '👥',
  devices: '📱',
};

/** The pages of the office, for whoever may see the house's figures; others see what they took themselves. */
export function OfficePages({ person, onLeave }: { readonly person: Person; readonly onLeave: () => void }) {
  const { words } = useSpeech();
  const page = useOfficePage();
  const isAllowed = may(person.role, Action.readReports);
  return (
    <div className="page">
      <TopBar
        title={isAllowed ? words.office.pages[page] : words.office.title}
        detail={isAllowed ? words.office.title : words.staff.role[person.role]}
        person={person}
        onLeave={onLeave}
      />
      {isAllowed ? (
        <SavingProvider key={person.id} person={person}>
          <div className="office">
            <OfficeNav page={page} />
            {/* The day has nothing to press: with the keys it is scrolled by itself. */}
            <main className="scroll office-main" key={page} {...(page === 'today' && { tabIndex: 0 })}>
              <Suspense>
                <PageOf page={page} person={person} />
              </Suspense>
            </main>
          </div>
        </SavingProvider>
      ) : (
        <OwnTakings person={person} />
      )}
      <NewMatters person={person} />
    </div>
  );
}

function OfficeNav({ page }: { readonly page: OfficePage }) {
  const { words } = useSpeech();
  return (
    <nav className="office-nav" aria-label={words.office.title}>
      {OFFICE_PAGES.map((one) => (
        <a key={one} href={officeAddress(one)} aria-current={one === page ? 'page' : undefined}>
          {hasEmoji && <span aria-hidden="true">{SIGNS[one]}</span>}
          {words.office.pages[one]}
          {one === 'inbox' && <InboxBadge />}
        </a>
      ))}
    </nav>
  );
}

function PageOf({ page, person }: { readonly page: OfficePage; readonly person: Person }) {
  if (page === 'inbox') return <InboxPage person={person} />;
  if (page === 'payments') return <PaymentsPage person={person} />;
  if (page === 'menu') return <MenuPage />;
  if (page === 'floor') return <FloorPage />;
  if (page === 'staff') return <StaffPage />;
  return page === 'devices' ? <DevicesPage /> : <TodayPage />;
}
