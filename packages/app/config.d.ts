export interface Config {
  auth?: {
    providers?: {
      /** Sign-in by name alone, for development and the sandbox only. */
      sandbox?: {
        /**
         * Names of users in the catalog's default namespace.
         * @deepVisibility frontend
         */
        people: string[];
      };
    };
  };
}
