using System.Text;
using ProxyWorld.wit.Imports.wasi.http.v0_2_0;

namespace ProxyWorld.wit.Exports.wasi.http.v0_2_0;

/// <summary>Answers every request with its path, as JSON. wit-bindgen says what this class is called.</summary>
public class IncomingHandlerExportsImpl : IIncomingHandlerExports
{
    public static void Handle(ITypesImports.IncomingRequest request, ITypesImports.ResponseOutparam responseOut)
    {
        var answer = $"{{\"language\":\"C#\",\"path\":\"{request.PathWithQuery()}\"}}\n";
        var headers = ITypesImports.Fields.FromList([("content-type", Encoding.ASCII.GetBytes("application/json"))]);
        var response = new ITypesImports.OutgoingResponse(headers);
        var body = response.Body();
        // The host sends what is written from here on.
        ITypesImports.ResponseOutparam.Set(
            responseOut,
            Result<ITypesImports.OutgoingResponse, ITypesImports.ErrorCode>.Ok(response));
        using (var stream = body.Write())
        {
            stream.BlockingWriteAndFlush(Encoding.UTF8.GetBytes(answer));
        }
        ITypesImports.OutgoingBody.Finish(body, null);
    }
}
