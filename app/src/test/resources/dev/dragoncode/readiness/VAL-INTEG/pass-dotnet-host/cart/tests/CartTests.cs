public class CartTests
{
    private readonly IHost host = new HostBuilder().ConfigureWebHost(b => b.UseTestServer()).Build();
}
