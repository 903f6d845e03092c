import { Content, Header, Page } from '@backstage/core-components';
import { useTranslation } from '../../../../hooks/useTranslation';
import { IncidentsContent } from './IncidentsContent';

/** Where the portal draws the page's header. */
export function IncidentsPageContent() {
  return (
    <Content>
      <IncidentsContent />
    </Content>
  );
}

/** The whole page. */
export function IncidentsPage() {
  const t = useTranslation();
  return (
    <Page themeId="tool">
      <Header title={t('incidents.title')} />
      <IncidentsPageContent />
    </Page>
  );
}
