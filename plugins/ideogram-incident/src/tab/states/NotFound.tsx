import Button from '@material-ui/core/Button';
import type { RequestFailure } from '../../api/requestFailure';
import { useTranslation } from '../../hooks/useTranslation';
import { StateCard } from './StateCard';

/** The backend says what it does not know: the entity, or the target. */
export function NotFound(props: {
  failure: RequestFailure;
  onTryAgain(): void;
}) {
  const t = useTranslation();
  return (
    <StateCard
      title={t('notFound.title')}
      ways={
        <Button color="primary" onClick={props.onTryAgain}>
          {t('notFound.tryAgain')}
        </Button>
      }
    >
      {props.failure.error.message}
    </StateCard>
  );
}
