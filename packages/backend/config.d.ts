export interface Config {
  permission?: {
    /**
     * References of users and groups who may do whatever can be done, such as
     * `group:default/platform`. Default: nobody
     */
    administrators?: string[];
  };
}
