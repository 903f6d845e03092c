/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('alerts', table => {
    table.comment('What was received of each alert, and what is owed of it');
    table.string('id', 90).primary().comment('fingerprint@starts_at');
    table.string('fingerprint', 64).notNullable();
    table.string('starts_at', 24).notNullable().comment('ISO 8601');
    table.string('name', 255).notNullable();
    table.text('labels').notNullable().comment('JSON');
    table.text('summary').nullable();
    table.string('target', 255).nullable().comment('Null: it matches none');
    table.boolean('firing').notNullable();
    table.boolean('has_fired').notNullable();
    table.string('ends_at', 24).nullable().comment('ISO 8601');
    table
      .string('first_seen_at', 24)
      .nullable()
      .comment('Null only until the transaction ends that receives it');
    table.string('last_seen_at', 24).notNullable().comment('ISO 8601');
    table.boolean('truncated').notNullable();
    table
      .boolean('owes_fired')
      .notNullable()
      .comment('That it fired is yet to be put on a timeline');
    table.boolean('owes_resolved').notNullable().comment('Likewise its end');
    table
      .string('incident_id', 36)
      .nullable()
      .references('incidents.id')
      .comment('The one that it opened or joined');
    table.index(['owes_fired', 'owes_resolved', 'target']);
    table.index(['target', 'last_seen_at']);
    table.index(['incident_id']);
  });

  await knex.schema.createTable('alert_heartbeat', table => {
    table.comment('One row: when the alert that always fires last arrived');
    table.integer('id').primary();
    table.string('last_at', 24).notNullable().comment('ISO 8601');
  });

  await knex.schema.createTable('incident_looks', table => {
    table.comment('What decides when an incident moves to monitoring');
    table.string('incident_id', 36).primary().references('incidents.id');
    table
      .string('trouble_seen_at', 24)
      .nullable()
      .comment('When an alert or a triage last said that it goes on');
    table
      .string('triage_due_at', 24)
      .nullable()
      .comment('Since one of its alerts is resolved');
    table.index(['triage_due_at']);
  });

  await knex.schema.createTable('target_looks', table => {
    table.comment('The last look of the watcher at each target');
    table.string('target', 255).primary();
    table.string('last_look_at', 24).notNullable().comment('ISO 8601');
    table.integer('bad_looks').notNullable().comment('In a row');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('target_looks');
  await knex.schema.dropTable('incident_looks');
  await knex.schema.dropTable('alert_heartbeat');
  await knex.schema.dropTable('alerts');
};
