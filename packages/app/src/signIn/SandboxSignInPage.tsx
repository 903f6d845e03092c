import {
  Content,
  EmptyState,
  Page,
  ProxiedSignInPage,
} from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { useState } from 'react';

const REMEMBERED = 'sandbox-person';

/** Asks which of the sandbox's people sits at the keyboard, once per browser tab. */
export function SandboxSignInPage(props: SignInPageProps) {
  const config = useApi(configApiRef);
  const people =
    config.getOptionalStringArray('auth.providers.sandbox.people') ?? [];
  const [person, setPerson] = useState(() =>
    window.sessionStorage.getItem(REMEMBERED),
  );

  if (person && people.includes(person)) {
    return (
      <ProxiedSignInPage
        {...props}
        provider="sandbox"
        headers={{ 'x-sandbox-person': person }}
      />
    );
  }

  const signIn = (name: string) => {
    window.sessionStorage.setItem(REMEMBERED, name);
    setPerson(name);
  };

  return (
    <Page themeId="home">
      <Content>
        {people.length === 0 ? (
          <EmptyState
            missing="info"
            title="No way to sign in is configured"
            description="This portal knows the sandbox's people only. Start it with app-config.sandbox.yaml, or replace packages/app/src/signIn with your own sign-in page."
          />
        ) : (
          <main>
            <Typography variant="h1">Sign in</Typography>
            <Typography paragraph>
              The people of the sandbox need no password. Who do you want to be?
            </Typography>
            {people.map(name => (
              <Typography key={name} paragraph component="div">
                <Button
                  variant="outlined"
                  color="primary"
                  onClick={() => signIn(name)}
                >
                  Sign in as {name}
                </Button>
              </Typography>
            ))}
          </main>
        )}
      </Content>
    </Page>
  );
}
