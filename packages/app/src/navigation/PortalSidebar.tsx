import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarSpace,
} from '@backstage/core-components';
import { NavContentBlueprint } from '@backstage/plugin-app-react';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import { SidebarSearchModal } from '@backstage/plugin-search';
import { UserSettingsSignInAvatar } from '@backstage/plugin-user-settings';
import Badge from '@material-ui/core/Badge';
import { makeStyles } from '@material-ui/core/styles';
import MenuIcon from '@material-ui/icons/Menu';
import NotificationsIcon from '@material-ui/icons/NotificationsNone';
import SearchIcon from '@material-ui/icons/Search';

const useStyles = makeStyles({
  sidebar: {
    // Four groups side by side are wider than a phone with their margins.
    '& .MuiBottomNavigationAction-root': { marginLeft: 0, marginRight: 0 },
  },
});

/** A phone shows the icon of a group, and nothing that stands in it. */
const unreadOnPhone = (
  <NotificationsSidebarItem
    // It would stand within the link that the group is.
    snackbarEnabled={false}
    renderItem={({ unreadCount }) => (
      <Badge badgeContent={unreadCount} color="error" overlap="rectangular">
        <NotificationsIcon />
      </Badge>
    )}
  />
);

export const portalSidebar = NavContentBlueprint.make({
  params: {
    component: function PortalSidebar({ navItems }) {
      const classes = useStyles();
      const items = navItems.withComponent(item => (
        <SidebarItem icon={() => item.icon} to={item.href} text={item.title} />
      ));
      // The search field below takes the place of the page's own entry.
      items.take('page:search');
      // Its item below counts what is unread.
      items.take('page:notifications');
      const settings = items.take('page:user-settings');

      return (
        <div className={classes.sidebar}>
          <Sidebar>
            <SidebarGroup label="Search" icon={<SearchIcon />} to="/search">
              <SidebarSearchModal />
            </SidebarGroup>
            <SidebarDivider />
            <SidebarGroup label="Menu" icon={<MenuIcon />}>
              {items.take('page:catalog')}
              {items.rest({ sortBy: 'title' })}
            </SidebarGroup>
            <SidebarSpace />
            <SidebarDivider />
            <SidebarGroup
              label="Notifications"
              icon={unreadOnPhone}
              to="/notifications"
            >
              <NotificationsSidebarItem />
            </SidebarGroup>
            <SidebarDivider />
            <SidebarGroup
              label="Settings"
              icon={<UserSettingsSignInAvatar />}
              to="/settings"
            >
              {settings}
            </SidebarGroup>
          </Sidebar>
        </div>
      );
    },
  },
});
